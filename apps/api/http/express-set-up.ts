import { type NestExpressApplication } from '@nestjs/platform-express';
import express, { type NextFunction, type Request, type Response } from 'express';
import { type Logger } from 'pino';
import { pinoHttp } from 'pino-http';
import { badInput } from './problem.js';

/** Largest JSON body, in bytes. */
const maxBody = 256 * 1024;
/** Largest register file, in bytes: eight times DUO's of 2026-04 (1.9 MB), read in about 4 s. */
const maxRegisterFile = 16 * 1024 * 1024;

/** Largest body with a file of token generators, in bytes: 16 MiB in base64. */
const maxGeneratorFile = 23 * 1024 * 1024;

const registerFiles = '/v1/register-files';
const generatorFiles = '/v1/generator-files';

/** What every request goes through before Nest: id, access log, version, body. */
export function setUpExpress(
  app: NestExpressApplication,
  logger: Logger,
  version: string,
  newId: () => string,
): void {
  app.disable('x-powered-by');
  app.disable('etag');
  app.set('query parser', 'simple');
  app.use(accessLog(logger, newId));
  app.use((_request: Request, response: Response, next: NextFunction) => {
    response.setHeader('API-Version', version);
    response.setHeader('Cache-Control', 'no-store');
    response.setHeader('X-Content-Type-Options', 'nosniff');
    next();
  });
  app.use(requireContentType);
  app.use(registerFiles, express.raw({ type: 'text/csv', limit: maxRegisterFile }));
  app.use(generatorFiles, express.json({ type: 'application/json', limit: maxGeneratorFile, strict: true }));
  app.use(express.json({ type: 'application/json', limit: maxBody, strict: true }));
}

/** Method, route, status and time; never a header, a body, a query or a path as it was typed. */
const accessLog = (logger: Logger, newId: () => string) =>
  pinoHttp({
    logger,
    genReqId: newId,
    customSuccessMessage: () => 'request',
    customErrorMessage: () => 'request',
    customLogLevel: (_request: Request, { statusCode }: Response) => (statusCode >= 500 ? 'error' : 'info'),
    customSuccessObject: withRoute,
    customErrorObject: (request: Request, response: Response, _error: Error, fields: object) =>
      withRoute(request, response, fields),
    serializers: {
      req: ({ id, method }: { id: string; method: string }) => ({ id, method }),
      res: ({ statusCode }: { statusCode: number }) => ({ statusCode }),
      err: (error: Error) => ({ type: error.name }),
    },
  });

/** The route is known only when the request is over. */
const withRoute = ({ route }: Request, _response: Response, fields: object): object => ({
  ...fields,
  route: (route as { path?: string } | undefined)?.path ?? 'none',
});

function requireContentType(request: Request, _response: Response, next: NextFunction): void {
  if (request.method !== 'POST') return next();
  const expected = request.path === registerFiles ? 'text/csv' : 'application/json';
  if (request.is(expected) === expected) return next();
  next(badInput([{ field: 'Content-Type', message: `must be ${expected}, and there must be a body` }]));
}
