package dev.freehold.vault.keys.crypto;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.freehold.vault.keys.KeyErrors;
import dev.freehold.vault.keys.KeyOperation;
import dev.freehold.vault.keys.KeyVersion;
import dev.freehold.vault.keys.call.KeyCall;
import dev.freehold.vault.keys.call.KeyJson;
import dev.freehold.vault.keys.call.KeyServices;
import dev.freehold.vault.material.Payload;
import dev.freehold.vault.wire.Answer;
import dev.freehold.vault.wire.CallHandler;
import dev.freehold.vault.wire.WireJson;

/** Encrypts data, or wraps a key: the same but for the permission and the algorithms. */
final class Encrypt implements CallHandler<KeyCall> {

  private final KeyServices services;
  private final KeyOperation operation;

  Encrypt(KeyServices services, KeyOperation operation) {
    this.services = services;
    this.operation = operation;
  }

  @Override
  public Answer handle(KeyCall call) {
    PrivateKeyUse use = PrivateKeyUse.find(call, operation, services);
    CryptoRequest request = CryptoRequest.read(call, operation, use.key());
    Payload plain = request.payload();
    try {
      KeyErrors.refuse(() -> request.algorithm().requireFits(use.key().form().publicPart(), plain));
      Payload made =
          use.with(services, (engine, key) -> engine.encrypt(key, request.algorithm(), plain));
      use.remember(services);
      return Answer.ok(json(call, use.key(), made));
    } finally {
      plain.erase();
    }
  }

  private static ObjectNode json(KeyCall call, KeyVersion key, Payload made) {
    ObjectNode json =
        WireJson.object().put("kid", KeyJson.versionedId(call.exchange().baseUri(), key));
    json.put("value", KeyJson.base64(made.value()));
    add(json, "iv", made.iv());
    add(json, "tag", made.tag());
    add(json, "aad", made.aad());
    return json;
  }

  private static void add(ObjectNode json, String name, byte[] bytes) {
    if (bytes.length > 0) {
      json.put(name, KeyJson.base64(bytes));
    }
  }
}
