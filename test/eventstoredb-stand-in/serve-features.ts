import { type handleUnaryCall } from '@grpc/grpc-js';
import { SupportedMethod, SupportedMethods } from '@eventstore/db-client/generated/serverfeatures_pb.js';
import { type Empty } from '@eventstore/db-client/generated/shared_pb.js';

/** Says, as a real server does, that it takes BatchAppend. Our store must not use it: it isn't served here. */
export const serveFeatures: handleUnaryCall<Empty, SupportedMethods> = (_call, answer) => {
  const batchAppend = new SupportedMethod()
    .setServiceName('event_store.client.streams.Streams')
    .setMethodName('batchappend');
  answer(null, new SupportedMethods().setEventStoreServerVersion('24.10.0').setMethodsList([batchAppend]));
};
