package dev.freehold.vault.keys.plane;

import dev.freehold.vault.keys.KeyErrors;
import dev.freehold.vault.keys.KeyForm;
import dev.freehold.vault.keys.call.KeyCall;
import dev.freehold.vault.keys.call.KeyInput;
import dev.freehold.vault.keys.call.KeyServices;
import dev.freehold.vault.material.KeyEngine;
import dev.freehold.vault.material.KeyMaterial;
import dev.freehold.vault.wire.Answer;
import dev.freehold.vault.wire.CallHandler;
import dev.freehold.vault.wire.JsonBody;
import dev.freehold.vault.wire.WireError;

/** Takes a key that was made elsewhere. */
final class ImportKey implements CallHandler<KeyCall> {

  private final KeyServices services;

  ImportKey(KeyServices services) {
    this.services = services;
  }

  @Override
  public Answer handle(KeyCall call) {
    call.requireNameNotDeleted();
    JsonBody body = call.json();
    JsonBody jwk =
        body.object("key")
            .orElseThrow(() -> WireError.badParameter("Property key has invalid value\r\n"));
    KeyInput.refusePolicy(body);
    try (BroughtKey brought = BroughtKey.read(body, jwk)) {
      NewKey description = NewKey.of(body, KeyInput.operations(jwk), brought.numbers().kind());
      KeyEngine engine = services.engines().taker(brought.numbers(), brought.hardware());
      try (KeyMaterial material = take(call, engine, brought)) {
        KeyForm form = new KeyForm(material.publicPart(), brought.hardware(), engine.name());
        return description.store(call, form, material, services);
      }
    }
  }

  private KeyMaterial take(KeyCall call, KeyEngine engine, BroughtKey brought) {
    return KeyErrors.refusing(
        () ->
            services
                .work()
                .make(
                    call.vault().id(),
                    brought.numbers().kind(),
                    () -> engine.take(brought.numbers(), brought.hardware())));
  }
}
