import { Metadata, type ServerErrorResponse, status } from '@grpc/grpc-js';

export interface Endpoint {
  readonly host: string;
  readonly port: number;
}

/** What a call meets before it is served: who may call, and whether this node leads. */
export class Gate {
  private leader: Endpoint | undefined;
  private refusals = 0;

  /** `user:password` that every call must carry; none when anybody may call. */
  constructor(private readonly credentials: string | undefined) {}

  /** The next calls that ask for the leader are told that it is elsewhere. */
  pointToLeader(leader: Endpoint, times: number): void {
    this.leader = leader;
    this.refusals = times;
  }

  refusalOf(call: { readonly metadata: Metadata }): ServerErrorResponse | undefined {
    return this.refusalOfCaller(call.metadata) ?? this.refusalAsFollower(call.metadata);
  }

  private refusalOfCaller(metadata: Metadata): ServerErrorResponse | undefined {
    if (this.credentials === undefined) return undefined;
    const expected = `Basic ${Buffer.from(this.credentials).toString('base64')}`;
    if (metadata.get('authorization')[0] === expected) return undefined;
    return failure(status.UNAUTHENTICATED, 'access-denied');
  }

  private refusalAsFollower(metadata: Metadata): ServerErrorResponse | undefined {
    if (this.leader === undefined || this.refusals === 0 || metadata.get('requires-leader').length === 0) {
      return undefined;
    }
    this.refusals--;
    return failure(status.NOT_FOUND, 'not-leader', {
      'leader-endpoint-host': this.leader.host,
      'leader-endpoint-port': String(this.leader.port),
    });
  }
}

/** A gRPC error as the client tells them apart: by the trailer `exception`. */
export function failure(
  code: status,
  exception: string,
  details: Readonly<Record<string, string>> = {},
): ServerErrorResponse {
  const metadata = new Metadata();
  metadata.set('exception', exception);
  for (const [name, value] of Object.entries(details)) metadata.set(name, value);
  return { name: 'ServerError', message: exception, code, details: exception, metadata };
}

export const streamDeleted = (stream: string): ServerErrorResponse =>
  failure(status.FAILED_PRECONDITION, 'stream-deleted', { 'stream-name': stream });
