package dev.freehold.vault.keys.lifecycle;

import dev.freehold.vault.keys.KeyErrors;
import dev.freehold.vault.keys.KeyHeads;
import dev.freehold.vault.keys.KeyRows;
import dev.freehold.vault.keys.KeyVersion;
import dev.freehold.vault.keys.call.KeyCall;
import dev.freehold.vault.keys.call.KeyJson;
import dev.freehold.vault.keys.call.KeyServices;
import dev.freehold.vault.wire.Answer;
import dev.freehold.vault.wire.CallHandler;
import java.util.Optional;

/** Makes a new version like the latest one, with or without a policy. */
final class RotateKey implements CallHandler<KeyCall> {

  private final KeyServices services;

  RotateKey(KeyServices services) {
    this.services = services;
  }

  @Override
  public Answer handle(KeyCall call) {
    KeyVersion found = call.version();
    call.noted(found);
    NextVersion next = NextVersion.like(found, services);
    return call.exchange()
        .commit(
            tx -> {
              KeyHeads.hold(tx, call.vault().id(), call.name().folded());
              KeyVersion latest =
                  KeyRows.find(tx, call.vault().id(), call.name(), Optional.empty())
                      .orElseThrow(() -> KeyErrors.notFound(call.target().describe()));
              KeyVersion stored = next.store(tx, latest, services.clock().instant());
              call.noted(stored);
              return Answer.ok(KeyJson.bundle(call, stored));
            });
  }
}
