import { type handleUnaryCall } from '@grpc/grpc-js';
import { ClusterInfo, EndPoint, MemberInfo } from '@eventstore/db-client/generated/gossip_pb.js';
import { type Empty, UUID } from '@eventstore/db-client/generated/shared_pb.js';
import { type Endpoint } from './gate.js';

/** Gossip: this node is alive and leads. */
export const serveGossip =
  (self: () => Endpoint): handleUnaryCall<Empty, ClusterInfo> =>
  (_call, answer) => {
    const { host, port } = self();
    const member = new MemberInfo()
      .setInstanceId(new UUID().setString('00000000-0000-4000-8000-000000000001'))
      .setTimeStamp('0')
      .setState(MemberInfo.VNodeState.LEADER)
      .setIsAlive(true)
      .setHttpEndPoint(new EndPoint().setAddress(host).setPort(port));
    answer(null, new ClusterInfo().setMembersList([member]));
  };
