import { applyDecorators } from '@nestjs/common';
import {
  ApiBearerAuth,
  ApiExtraModels,
  ApiHeader,
  ApiOperation,
  ApiQuery,
  ApiResponse,
  getSchemaPath,
} from '@nestjs/swagger';
import { CommandAnswer } from './answer-command.js';
import { Problem, problemTypes, type ProblemType } from './problem.js';

const apiVersionHeader = {
  'API-Version': {
    description: 'Full version of the API.',
    schema: { type: 'string' as const, example: '0.1.0' },
  },
};

/** Documents problems as RFC 9457 has them. */
const problems = (...types: readonly ProblemType[]) =>
  [...new Set(types.map((type) => problemTypes[type].status))].map((status) =>
    ApiResponse({
      status,
      description: types
        .filter((type) => problemTypes[type].status === status)
        .map((type) => problemTypes[type].title)
        .join('; or: '),
      content: { 'application/problem+json': { schema: { $ref: '#/components/schemas/Problem' } } },
    }),
  );

/** An answer that is a PDF; the class is what is answered as JSON where there is none to give. */
export class Pdf {
  constructor(readonly instead?: new () => object) {}
}

/** How the answer is documented: as JSON, or as a PDF. */
const contentOf = (answer: (new () => object) | Pdf, list = false) =>
  answer instanceof Pdf
    ? {
        content: {
          'application/pdf': { schema: { type: 'string' as const, format: 'binary' } },
          ...(answer.instead === undefined
            ? {}
            : { 'application/json': { schema: { $ref: getSchemaPath(answer.instead) } } }),
        },
      }
    : { type: answer, isArray: list };

const modelsOf = (answer: unknown) =>
  answer instanceof Pdf && answer.instead !== undefined ? [ApiExtraModels(answer.instead)] : [];

export interface EndpointText {
  readonly operationId: string;
  readonly summary: string;
  /** What it does, the rules it keeps, and an example that works when pasted. */
  readonly description: string;
}

/** A command over HTTP: how it is documented. */
export const CommandEndpoint = (
  text: EndpointText & {
    readonly created?: boolean;
    readonly ofAccount?: boolean;
    readonly answer?: (new () => object) | Pdf;
  },
) =>
  applyDecorators(
    ...modelsOf(text.answer),
    ApiBearerAuth(),
    ApiOperation({ operationId: text.operationId, summary: text.summary, description: text.description }),
    ApiHeader({
      name: 'Idempotency-Key',
      required: true,
      description:
        'UUID, new for every command; the same when the same command is sent again, which then is answered as before.',
      schema: { type: 'string', format: 'uuid', example: '0195e6a0-0000-7000-8000-0000000000ff' },
    }),
    ...(text.ofAccount === true
      ? [
          ApiHeader({
            name: 'If-Match',
            required: false,
            description: 'ETag that the account was read with: refuse when it has changed since.',
            schema: { type: 'string', example: '"2"' },
          }),
        ]
      : []),
    ApiResponse({
      status: text.created === true ? 201 : 200,
      description: 'Done, or there was nothing to change (USR-06).',
      ...contentOf(text.answer ?? CommandAnswer),
      headers: {
        ...apiVersionHeader,
        ETag: { description: 'Revision of the account.', schema: { type: 'string', example: '"2"' } },
      },
    }),
    ...problems(
      'bad-input',
      'unauthenticated',
      'forbidden',
      'not-found',
      'revision-changed',
      'too-large',
      'rule-refused',
      'idempotency-key-reused',
      'too-many-requests',
      'internal-error',
      'unavailable',
    ),
  );

/** Signing in over HTTP: without a token, and without an `Idempotency-Key`, for every attempt is one of its own. */
export const SignInEndpoint = (text: EndpointText & { readonly answer: new () => object }) =>
  applyDecorators(
    ApiOperation({ operationId: text.operationId, summary: text.summary, description: text.description }),
    ApiResponse({
      status: 201,
      description: 'Signed in.',
      type: text.answer,
      headers: {
        ...apiVersionHeader,
        'Set-Cookie': { description: 'The session, for browsers.', schema: { type: 'string' } },
      },
    }),
    ...problems(
      'bad-input',
      'too-large',
      'rule-refused',
      'too-many-requests',
      'internal-error',
      'unavailable',
    ),
  );

/** A query over HTTP: how it is documented. */
export const QueryEndpoint = (
  text: EndpointText & {
    readonly answer: (new () => object) | Pdf;
    readonly list?: boolean;
    readonly positioned?: boolean;
  },
) =>
  applyDecorators(
    ApiBearerAuth(),
    ApiOperation({ operationId: text.operationId, summary: text.summary, description: text.description }),
    ...(text.positioned === true
      ? [
          ApiQuery({
            name: 'position',
            required: false,
            description: 'Wait until the read model has reached this position: reads your own writes.',
            schema: { type: 'string', pattern: '^\\d{1,19}$', example: '42' },
          }),
        ]
      : []),
    ApiResponse({
      status: 200,
      description: 'What was asked for.',
      ...contentOf(text.answer, text.list),
      headers: apiVersionHeader,
    }),
    ...problems(
      'bad-input',
      'unauthenticated',
      'forbidden',
      'not-found',
      'rule-refused',
      'internal-error',
      'unavailable',
      'position-not-reached',
    ),
  );

/** Classes that the documentation refers to by name. */
export const documentedModels = [Problem];
