package dev.freehold.vault.keys;

import dev.freehold.vault.wire.Answer;
import dev.freehold.vault.wire.Handler;
import java.util.Optional;

/** Makes a new version like the latest one, with or without a policy. */
final class RotateKey implements Handler<KeyCall> {

  private final KeyServices services;

  RotateKey(KeyServices services) {
    this.services = services;
  }

  @Override
  public Answer handle(KeyCall call) {
    KeyVersion found = call.exchange().read(GetKey.find(call));
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
