import { type DynamicModule, Module } from '@nestjs/common';
import { BrokerSettings } from './broker-settings.js';
import { TestBrokerController } from './test-broker.controller.js';

@Module({})
export class TestBrokerModule {
  static of(settings: BrokerSettings): DynamicModule {
    return {
      module: TestBrokerModule,
      controllers: [TestBrokerController],
      providers: [{ provide: BrokerSettings, useValue: settings }],
    };
  }
}
