package dev.freehold.vault.keys.plane;

import dev.freehold.vault.VaultLimits;
import dev.freehold.vault.keys.call.KeyCall;
import dev.freehold.vault.keys.call.KeyJson;
import dev.freehold.vault.keys.call.KeyServices;
import dev.freehold.vault.wire.Answer;
import dev.freehold.vault.wire.CallHandler;
import dev.freehold.vault.wire.WireError;
import dev.freehold.vault.wire.WireJson;
import java.util.Arrays;

/** Gives random bytes from the source that keys are made from. */
final class GetRandomBytes implements CallHandler<KeyCall> {

  private final KeyServices services;

  GetRandomBytes(KeyServices services) {
    this.services = services;
  }

  @Override
  public Answer handle(KeyCall call) {
    long count = call.json().whole("count").orElse(0);
    if (count < 1 || count > VaultLimits.MAX_RANDOM_BYTES) {
      throw WireError.badParameter(
          "Property count is a number from 1 to %d.".formatted(VaultLimits.MAX_RANDOM_BYTES));
    }
    byte[] random = services.crypto().random().bytes((int) count);
    try {
      return Answer.ok(WireJson.object().put("value", KeyJson.base64(random)));
    } finally {
      Arrays.fill(random, (byte) 0);
    }
  }
}
