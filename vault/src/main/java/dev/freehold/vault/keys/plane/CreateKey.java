package dev.freehold.vault.keys.plane;

import dev.freehold.vault.keys.KeyErrors;
import dev.freehold.vault.keys.KeyForm;
import dev.freehold.vault.keys.call.KeyCall;
import dev.freehold.vault.keys.call.KeyInput;
import dev.freehold.vault.keys.call.KeyServices;
import dev.freehold.vault.material.KeyEngine;
import dev.freehold.vault.material.KeyMaterial;
import dev.freehold.vault.material.KeySpecification;
import dev.freehold.vault.wire.Answer;
import dev.freehold.vault.wire.CallHandler;
import dev.freehold.vault.wire.JsonBody;

/** Makes a key, or a new version of one that exists. */
final class CreateKey implements CallHandler<KeyCall> {

  private final KeyServices services;

  CreateKey(KeyServices services) {
    this.services = services;
  }

  @Override
  public Answer handle(KeyCall call) {
    call.requireNameNotDeleted();
    JsonBody body = call.json();
    KeySpecification wanted = KeyErrors.refusing(() -> WantedKey.read(body));
    call.charge(wanted);
    KeyInput.refusePolicy(body);
    NewKey description = NewKey.of(body, KeyInput.operations(body), wanted.kind());
    KeyEngine engine = services.engines().maker(wanted);
    try (KeyMaterial material = generate(call, engine, wanted)) {
      KeyForm form = new KeyForm(material.publicPart(), wanted.hardware(), engine.name());
      return description.store(call, form, material, services);
    }
  }

  private KeyMaterial generate(KeyCall call, KeyEngine engine, KeySpecification wanted) {
    return services.work().make(call.vault().id(), wanted.kind(), () -> engine.generate(wanted));
  }
}
