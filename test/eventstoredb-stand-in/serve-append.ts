import {
  type sendUnaryData,
  type ServerErrorResponse,
  type ServerReadableStream,
  status,
} from '@grpc/grpc-js';
import { Empty } from '@eventstore/db-client/generated/shared_pb.js';
import { type AppendReq, AppendResp } from '@eventstore/db-client/generated/streams_pb.js';
import { type AppendOutcome, type EventLog, type Expected, type ProposedEvent } from './event-log.js';
import { failure, type Gate, streamDeleted } from './gate.js';
import { streamName } from './stream-name.js';

/** EventStoreDB's default limit of one append, all its events together, in bytes. */
const maxAppendSize = 1_048_576;

type Call = ServerReadableStream<AppendReq, AppendResp>;

/** Append: options first, then the events. `mayAnswer` may break the connection after the writing. */
export const serveAppend =
  (log: EventLog, gate: Gate, mayAnswer: () => boolean) =>
  (call: Call, answer: sendUnaryData<AppendResp>): void => {
    const refusal = gate.refusalOf(call);
    if (refusal !== undefined) return answer(refusal);
    let options: AppendReq.Options | undefined;
    const proposed: ProposedEvent[] = [];
    call.on('data', (message: AppendReq) => {
      options ??= message.getOptions();
      const event = message.getProposedMessage();
      if (event !== undefined) proposed.push(proposedEvent(event));
    });
    call.on('end', () => {
      // An append whose connection broke before it was whole is not written.
      if (call.cancelled) return;
      const outcome = write(log, options, proposed);
      if (!mayAnswer()) return;
      if (outcome instanceof AppendResp) answer(null, outcome);
      else answer(outcome);
    });
  };

function write(
  log: EventLog,
  options: AppendReq.Options | undefined,
  proposed: readonly ProposedEvent[],
): AppendResp | ServerErrorResponse {
  const stream = streamName(options?.getStreamIdentifier());
  const size = proposed.reduce((sum, { data, metadata }) => sum + data.length + metadata.length, 0);
  if (size > maxAppendSize) {
    const limit = { 'maximum-append-size': String(maxAppendSize) };
    return failure(status.INVALID_ARGUMENT, 'maximum-append-size-exceeded', limit);
  }
  const expected = expectedOf(options);
  const outcome = log.append(stream, expected, proposed);
  return outcome.kind === 'tombstoned' ? streamDeleted(stream) : response(outcome, expected);
}

const proposedEvent = (message: AppendReq.ProposedMessage): ProposedEvent => ({
  id: message.getId()?.getString().toLowerCase() ?? '',
  type: message.getMetadataMap().get('type') ?? '',
  contentType: message.getMetadataMap().get('content-type') ?? '',
  data: message.getData_asU8(),
  metadata: message.getCustomMetadata_asU8(),
});

function expectedOf(options: AppendReq.Options | undefined): Expected {
  if (options?.hasNoStream()) return 'no-stream';
  if (options?.hasStreamExists()) return 'stream-exists';
  return options?.hasRevision() ? BigInt(options.getRevision()) : 'any';
}

function response(outcome: Exclude<AppendOutcome, { kind: 'tombstoned' }>, expected: Expected): AppendResp {
  if (outcome.kind === 'wrong')
    return new AppendResp().setWrongExpectedVersion(wrong(outcome.current, expected));
  const success = new AppendResp.Success();
  if (outcome.kind === 'known') {
    success.setCurrentRevision(String(outcome.revision)).setNoPosition(new Empty());
  } else {
    const position = String(outcome.last.position);
    success
      .setCurrentRevision(String(outcome.last.revision))
      .setPosition(new AppendResp.Position().setCommitPosition(position).setPreparePosition(position));
  }
  return new AppendResp().setSuccess(success);
}

function wrong(current: bigint | undefined, expected: Expected): AppendResp.WrongExpectedVersion {
  const message = new AppendResp.WrongExpectedVersion();
  if (current === undefined) message.setCurrentNoStream(new Empty());
  else message.setCurrentRevision(String(current));
  if (typeof expected === 'bigint') message.setExpectedRevision(String(expected));
  else if (expected === 'no-stream') message.setExpectedNoStream(new Empty());
  else message.setExpectedStreamExists(new Empty());
  return message;
}
