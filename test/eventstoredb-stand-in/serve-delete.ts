import { type handleUnaryCall } from '@grpc/grpc-js';
import {
  type DeleteReq,
  DeleteResp,
  type TombstoneReq,
  TombstoneResp,
} from '@eventstore/db-client/generated/streams_pb.js';
import { type EventLog } from './event-log.js';
import { type Gate } from './gate.js';
import { streamName } from './stream-name.js';

/** Delete: the stream may be made again, its revisions count on. */
export const serveDelete =
  (log: EventLog, gate: Gate): handleUnaryCall<DeleteReq, DeleteResp> =>
  (call, answer) => {
    const refusal = gate.refusalOf(call);
    if (refusal !== undefined) return answer(refusal);
    const position = String(log.delete(streamName(call.request.getOptions()?.getStreamIdentifier())));
    const at = new DeleteResp.Position().setCommitPosition(position).setPreparePosition(position);
    answer(null, new DeleteResp().setPosition(at));
  };

/** Tombstone: the stream can never be made again. */
export const serveTombstone =
  (log: EventLog, gate: Gate): handleUnaryCall<TombstoneReq, TombstoneResp> =>
  (call, answer) => {
    const refusal = gate.refusalOf(call);
    if (refusal !== undefined) return answer(refusal);
    const position = String(log.tombstone(streamName(call.request.getOptions()?.getStreamIdentifier())));
    const at = new TombstoneResp.Position().setCommitPosition(position).setPreparePosition(position);
    answer(null, new TombstoneResp().setPosition(at));
  };
