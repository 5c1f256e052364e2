import { ApiProperty, ApiPropertyOptional } from '@nestjs/swagger';

/** One field of the input that can't be read. */
export class FieldError {
  @ApiProperty({ description: 'Path of the field, as in `roles[0].kenmerken[0].value`.', example: 'surname' })
  readonly field!: string;
  @ApiProperty({ description: 'What would be right.', example: 'must not be empty' })
  readonly message!: string;
  @ApiPropertyOptional({
    description: 'Id of the rule that has the values that the field may hold, where there is one.',
    example: 'ORG-01',
  })
  readonly rule?: string;
}

/** One broken rule of docs/rulebook.md. */
export class BrokenRule {
  @ApiProperty({ description: 'Id of the rule.', example: 'USR-04' })
  readonly rule!: string;
  @ApiPropertyOptional({ description: 'Path of the field that breaks it.', example: 'emailAddress' })
  readonly field?: string;
  @ApiProperty({
    description: 'What is wrong and what would be right.',
    example: 'Give a personal business address.',
  })
  readonly message!: string;
}

/** Problem document, RFC 9457. */
export class Problem {
  @ApiProperty({
    description: 'What kind of problem: docs/problems.md.',
    example: 'urn:autorisatiebeheer:problem:rule-refused',
  })
  readonly type!: string;
  @ApiProperty({ description: 'The same for every problem of this type.', example: 'A rule says no' })
  readonly title!: string;
  @ApiProperty({ description: 'HTTP status.', example: 422 })
  readonly status!: number;
  @ApiProperty({
    description: 'What is wrong this time.',
    example: 'Another account has this e-mail address.',
  })
  readonly detail!: string;
  @ApiPropertyOptional({
    description: 'Id of this request, as in the access log.',
    example: 'urn:uuid:0195e6a0-0000-7000-8000-000000000001',
  })
  readonly instance?: string;
  @ApiPropertyOptional({
    description: 'Id of the rule that refused, the first one where there are more.',
    example: 'USR-04',
  })
  readonly rule?: string;
  @ApiPropertyOptional({ type: [BrokenRule], description: 'Every broken rule at once.' })
  readonly violations?: readonly BrokenRule[];
  @ApiPropertyOptional({ type: [FieldError], description: 'Every field that can’t be read.' })
  readonly errors?: readonly FieldError[];
  @ApiPropertyOptional({
    description: 'Id of the command; sent again under the same Idempotency-Key it is answered the same.',
    example: '0195e6a0-0000-7000-8000-000000000002',
  })
  readonly commandId?: string;
}

/** Kinds of problem: title and status of each. */
export const problemTypes = {
  'bad-input': { status: 400, title: 'The input can’t be read' },
  unauthenticated: { status: 401, title: 'Nobody is known to call' },
  forbidden: { status: 403, title: 'This kind of caller may not do this' },
  'not-found': { status: 404, title: 'There is nothing here, or not within your reach' },
  'method-not-allowed': { status: 405, title: 'This can’t be done here' },
  'revision-changed': { status: 412, title: 'The account has changed since you read it' },
  'too-large': { status: 413, title: 'The body is too large' },
  'rule-refused': { status: 422, title: 'A rule says no' },
  'idempotency-key-reused': { status: 422, title: 'The Idempotency-Key was used for another command' },
  'too-many-requests': { status: 429, title: 'Too many requests' },
  'internal-error': { status: 500, title: 'Something went wrong here' },
  unavailable: { status: 503, title: 'Not available now' },
  'position-not-reached': { status: 503, title: 'The read model has not reached the position yet' },
} as const;

export type ProblemType = keyof typeof problemTypes;

/** Thrown where a request ends in a problem document. */
export class ProblemException extends Error {
  constructor(
    readonly type: ProblemType,
    detail: string,
    readonly more: Partial<Pick<Problem, 'rule' | 'violations' | 'errors' | 'commandId'>> = {},
    readonly headers: Readonly<Record<string, string>> = {},
  ) {
    super(detail);
    this.name = 'ProblemException';
  }
}

/** Fields told one by one: a small body can break more of them than an answer should hold. */
const mostErrors = 100;

/** The detail is for a person and has the first; `errors` has them all, as far as an answer should. */
export function badInput(errors: readonly FieldError[]): ProblemException {
  const [first] = errors;
  const detail = first === undefined ? '' : `${first.field} ${first.message.replace(/\.$/, '')}.`;
  const more = errors.length > 1 ? ` Fields that can’t be read: ${errors.length}.` : '';
  return new ProblemException('bad-input', `${detail}${more}`, { errors: errors.slice(0, mostErrors) });
}
