import { Controller, Get, Header } from '@nestjs/common';
import { ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import { capabilities, type Capabilities } from '@pinhole/contracts';
import { cacheControl } from '@pinhole/resources';
import { presentCapabilities } from './present-capabilities.js';
import { UploadLimits } from './upload-limits.js';

@ApiTags('uploads')
@Controller('v1/capabilities')
export class CapabilitiesController {
  constructor(private readonly limits: UploadLimits) {}

  @Get()
  @Header('Cache-Control', cacheControl.capabilities)
  @ApiOperation({
    operationId: 'getCapabilities',
    summary: 'Which photos are taken, how large, and in which sizes and formats they come out.',
  })
  @ApiOkResponse({ standardSchema: capabilities })
  show(): Capabilities {
    return presentCapabilities(this.limits);
  }
}
