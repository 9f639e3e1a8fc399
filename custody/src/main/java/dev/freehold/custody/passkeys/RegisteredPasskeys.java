package dev.freehold.custody.passkeys;

import com.yubico.webauthn.CredentialRepository;
import com.yubico.webauthn.RegisteredCredential;
import com.yubico.webauthn.data.ByteArray;
import com.yubico.webauthn.data.PublicKeyCredentialDescriptor;
import dev.freehold.persistence.Database;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;

/**
 * The passkeys of one person at one host, as the library asks for them. It knows nobody else: what
 * another one signed is unknown.
 */
final class RegisteredPasskeys implements CredentialRepository {

  private final Database database;
  private final UUID objectId;
  private final List<Passkey> passkeys;

  private RegisteredPasskeys(Database database, UUID objectId, List<Passkey> passkeys) {
    this.database = database;
    this.objectId = objectId;
    this.passkeys = passkeys;
  }

  /** Reads them once. */
  static RegisteredPasskeys of(Database database, UUID objectId, PasskeySite site, Instant now) {
    return new RegisteredPasskeys(
        database, objectId, database.read(tx -> PasskeyRows.open(tx, objectId, site.rpId(), now)));
  }

  boolean isEmpty() {
    return passkeys.isEmpty();
  }

  Optional<Passkey> find(ByteArray credentialId) {
    return passkeys.stream()
        .filter(passkey -> passkey.credentialId().equals(credentialId))
        .findFirst();
  }

  @Override
  public Set<PublicKeyCredentialDescriptor> getCredentialIdsForUsername(String username) {
    return passkeys.stream()
        .map(passkey -> PublicKeyCredentialDescriptor.builder().id(passkey.credentialId()).build())
        .collect(Collectors.toUnmodifiableSet());
  }

  @Override
  public Optional<ByteArray> getUserHandleForUsername(String username) {
    return Optional.of(Passkey.handleOf(objectId));
  }

  @Override
  public Optional<String> getUsernameForUserHandle(ByteArray userHandle) {
    return userHandle.equals(Passkey.handleOf(objectId))
        ? Optional.of(objectId.toString())
        : Optional.empty();
  }

  @Override
  public Optional<RegisteredCredential> lookup(ByteArray credentialId, ByteArray userHandle) {
    return find(credentialId)
        .filter(_ -> userHandle.equals(Passkey.handleOf(objectId)))
        .map(Passkey::registered);
  }

  /** For the question whether somebody has a new one already, whoever it is. */
  @Override
  public Set<RegisteredCredential> lookupAll(ByteArray credentialId) {
    return database.read(tx -> PasskeyRows.isKnown(tx, credentialId))
        ? Set.of(
            RegisteredCredential.builder()
                .credentialId(credentialId)
                .userHandle(credentialId)
                .publicKeyCose(credentialId)
                .build())
        : Set.of();
  }
}
