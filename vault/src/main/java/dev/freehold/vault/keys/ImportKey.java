package dev.freehold.vault.keys;

import dev.freehold.vault.wire.Answer;
import dev.freehold.vault.wire.Handler;
import dev.freehold.vault.wire.JsonBody;
import dev.freehold.vault.wire.WireError;
import java.security.KeyPair;

/** Takes a key that was made elsewhere. */
final class ImportKey implements Handler<KeyCall> {

  private final KeyServices services;

  ImportKey(KeyServices services) {
    this.services = services;
  }

  @Override
  public Answer handle(KeyCall call) {
    JsonBody body = call.json();
    boolean hardware = body.truth("Hsm").or(() -> body.truth("hsm")).orElse(false);
    if (hardware) {
      throw WireError.badParameter("Property Hsm has invalid value: this vault has no HSM keys.");
    }
    JsonBody key =
        body.object("key")
            .orElseThrow(() -> WireError.badParameter("Property key has invalid value\r\n"));
    KeyInput.requireSupported(key.requiredText("kty"), body);
    KeyPair pair = services.rsa().fromNumbers(RsaImport.read(key));
    return NewKey.of(body, KeyInput.operations(key)).store(call, pair, services);
  }
}
