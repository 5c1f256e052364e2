import { type NestExpressApplication } from '@nestjs/platform-express';
import { DocumentBuilder, type OpenAPIObject, SwaggerModule } from '@nestjs/swagger';
import { type Request, type Response } from 'express';
import { documentedModels } from './command-endpoint.js';

/** OpenAPI 3 document by the NLGov REST API Design Rules, and a page to try it. */
export function setUpOpenApi(app: NestExpressApplication, version: string, publicUrl: () => string): void {
  let made: OpenAPIObject | undefined;
  const document = (): OpenAPIObject => (made ??= describeApi(app, version, publicUrl()));
  const express = app.getHttpAdapter().getInstance();
  express.get('/', (_request: Request, response: Response) => response.redirect('/docs'));
  express.get('/v1/openapi.json', (_request: Request, response: Response) => {
    // ADR /core/publish-openapi: readable from any page.
    response.setHeader('Access-Control-Allow-Origin', '*');
    response.json(document());
  });
  SwaggerModule.setup('docs', app, document, {
    raw: false,
    customSiteTitle: 'Autorisatiebeheer API',
    swaggerOptions: { persistAuthorization: false, tryItOutEnabled: true },
  });
}

export function describeApi(app: NestExpressApplication, version: string, url: string): OpenAPIObject {
  const config = new DocumentBuilder()
    .setTitle('Autorisatiebeheer')
    .setDescription(
      'Commands and queries for account and authorisation administration. Rules: docs/rulebook.md. Every refusal names the rule that refused.',
    )
    .setVersion(version)
    .setContact('Autorisatiebeheer', 'https://autorisatiebeheer.example', 'api@autorisatiebeheer.example')
    .setLicense('EUPL-1.2', 'https://joinup.ec.europa.eu/collection/eupl/eupl-text-eupl-12')
    .setOpenAPIVersion('3.0.3')
    .addServer(`${url}/v1`)
    .addTag('accounts', 'Users and administrators: §1, §4')
    .addTag('sessions', 'Signing in and out: §2.1, §2.3, §3.3, §3.4')
    .addTag('couplings', 'eHerkenning means: §3, §4.6')
    .addTag('organisations', 'The school register')
    .addTag('roles', 'The role catalogue')
    .addTag('audit', 'History for auditors')
    .addBearerAuth({ type: 'http', scheme: 'bearer', bearerFormat: 'JWT' })
    .build();
  return SwaggerModule.createDocument(app, config, {
    ignoreGlobalPrefix: true,
    extraModels: documentedModels,
  });
}
