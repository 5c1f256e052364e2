import { randomUUID } from 'node:crypto';
import { BadRequestException, Body, Controller, Get, Header, HttpCode, Post } from '@nestjs/common';
import { issueMeansStatement } from '#libs/access/means-statement/issue-means-statement';
import { NotSigned } from '#libs/access/tokens/sign-jwt';
import { type AssuranceLevel } from '#libs/domain/means/assurance-level';
import { BrokerSettings } from './broker-settings.js';
import { choosingPage, statementPage } from './pages.js';

/** What a developer chooses; each has a default. */
interface Chosen {
  readonly level?: unknown;
  /** One id, or several with spaces between them; empty: the means carries no mandate. */
  readonly serviceMandate?: unknown;
  readonly pseudonym?: unknown;
  readonly legalSubject?: unknown;
}

/** States what somebody chose to be true of a means (EHK-01, EHK-04): for trying things, never for production. */
@Controller()
export class TestBrokerController {
  constructor(private readonly settings: BrokerSettings) {}

  @Get()
  @Header('Content-Type', 'text/html; charset=utf-8')
  page(): string {
    return choosingPage(this.settings.service);
  }

  /** For programs: JSON in, JSON out. */
  @Post('statements')
  @HttpCode(200)
  async statement(@Body() chosen: Chosen | undefined): Promise<{ readonly meansStatement: string }> {
    return { meansStatement: await this.signed(chosen ?? {}) };
  }

  /** For people: the form of the page. */
  @Post('signed-in')
  @HttpCode(200)
  @Header('Content-Type', 'text/html; charset=utf-8')
  async signedIn(@Body() chosen: Chosen | undefined): Promise<string> {
    return statementPage(await this.signed(chosen ?? {}));
  }

  private async signed(chosen: Chosen): Promise<string> {
    const { issuer, service } = this.settings;
    try {
      return await issueMeansStatement(issuer, {
        level: textOr(chosen.level, 'loa3') as AssuranceLevel,
        serviceMandates: textOr(chosen.serviceMandate, service)
          .split(/\s+/)
          .filter((id) => id !== ''),
        pseudonym: textOr(chosen.pseudonym, 'pseudonym-1'),
        legalSubject: textOr(chosen.legalSubject, 'KvK:12345678'),
        now: new Date(),
        jti: randomUUID(),
      });
    } catch (error) {
      if (error instanceof NotSigned) throw new BadRequestException(error.message);
      throw error;
    }
  }
}

const textOr = (value: unknown, otherwise: string): string => (typeof value === 'string' ? value : otherwise);
