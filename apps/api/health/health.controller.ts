import { Controller, Get, Res } from '@nestjs/common';
import { ApiExcludeController } from '@nestjs/swagger';
import { type Response } from 'express';
import { Installation } from '#libs/installation/installation';
import { OpenToEverybody } from '../http/caller.js';

/** For whoever watches the process: outside the versioned API. */
@ApiExcludeController()
@Controller('health')
export class HealthController {
  constructor(private readonly installation: Installation) {}

  /** 200 while everything runs, 503 when a read model or a process has stopped; mail may have to wait for its server. */
  @Get()
  @OpenToEverybody()
  async health(@Res({ passthrough: true }) response: Response) {
    const readModels = await this.installation.readModels.status();
    const { processes: followers, mailing } = this.installation.background;
    const processes = followers.status();
    const healthy = [...readModels, ...processes].every(({ state }) => state !== 'stopped');
    response.status(healthy ? 200 : 503);
    return {
      healthy,
      readModels: readModels.map(({ name, state, behind }) => ({ name, state, behind })),
      processes: processes.map(({ name, state }) => ({ name, state })),
      mail: { state: mailing.sender.status().state, waiting: mailing.waits },
    };
  }
}
