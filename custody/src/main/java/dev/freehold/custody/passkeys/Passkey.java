package dev.freehold.custody.passkeys;

import com.yubico.webauthn.RegisteredCredential;
import com.yubico.webauthn.data.ByteArray;
import java.nio.ByteBuffer;
import java.util.UUID;

/**
 * A key in somebody's authenticator.
 *
 * @param id of the way in
 * @param rpId the host that it is good for
 * @param credentialId what the authenticator calls it
 * @param publicKey a COSE key
 * @param signCount the greatest that the authenticator has shown; 0 if it counts nothing
 */
record Passkey(
    UUID id,
    UUID tenantId,
    UUID objectId,
    String rpId,
    ByteArray credentialId,
    ByteArray publicKey,
    long signCount) {

  /** What authenticators know a person by: the object id, which says nothing of the person. */
  static ByteArray handleOf(UUID objectId) {
    return new ByteArray(
        ByteBuffer.allocate(2 * Long.BYTES)
            .putLong(objectId.getMostSignificantBits())
            .putLong(objectId.getLeastSignificantBits())
            .array());
  }

  RegisteredCredential registered() {
    return RegisteredCredential.builder()
        .credentialId(credentialId)
        .userHandle(handleOf(objectId))
        .publicKeyCose(publicKey)
        .signatureCount(signCount)
        .build();
  }
}
