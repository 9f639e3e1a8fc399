package dev.freehold.content.rescue;

import dev.freehold.content.blob.BlobBundleSink;
import dev.freehold.content.blob.BlobName;
import dev.freehold.content.blob.BlobStore;
import dev.freehold.content.blob.BlobWriter;
import dev.freehold.content.blob.FolderBlobStore;
import dev.freehold.content.format.v1.ObjectFormatV1;
import dev.freehold.crypto.CryptoSuite;
import dev.freehold.crypto.Key256;
import dev.freehold.crypto.KeyCommitment;
import dev.freehold.crypto.KeyContext;
import dev.freehold.crypto.KeyWrap;
import dev.freehold.crypto.RsaOaep;
import dev.freehold.custody.BundlePart;
import dev.freehold.custody.OwnerKey;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.interfaces.RSAPublicKey;
import java.util.Base64;
import java.util.OptionalLong;
import java.util.UUID;

/**
 * What is left of a server: a blob folder with one tenant's bundle, and the tenant's two root keys.
 * The bundle is written here by its documented form, not by the code that writes it in production.
 */
final class LostServer {

  static final CryptoSuite SUITE = CryptoSuite.select(CryptoSuite.Choice.AUTO);

  final UUID tenantId = UUID.randomUUID();
  final UUID policyId = UUID.randomUUID();
  final UUID ownerKeyId = UUID.randomUUID();
  final KeyPair root1 = rsa();
  final KeyPair root2 = rsa();
  final Key256 depKey = Key256.random(SUITE.random());
  final Key256 ownerKey = Key256.random(SUITE.random());
  final Path folder;
  final BlobStore blobs;

  LostServer(Path folder) {
    this.folder = folder;
    blobs = FolderBlobStore.open(folder, SUITE.random());
    writeBundle();
  }

  /** Seals an object; returns its file. */
  Path store(byte[] content) throws IOException {
    UUID objectId = UUID.randomUUID();
    BlobName name = BlobName.object(objectId);
    try (BlobWriter writer = blobs.create(name, 2L * content.length + 1000)) {
      new ObjectFormatV1(SUITE)
          .seal(
              new ByteArrayInputStream(content),
              writer.stream(),
              new OwnerKey(tenantId, ownerKeyId, 1, ownerKey),
              objectId,
              OptionalLong.of(content.length));
      writer.commit();
    }
    return folder.resolve(name.path());
  }

  /** Writes a private key as OpenSSL does. */
  static Path pem(Path file, KeyPair pair) throws IOException {
    String body =
        Base64.getMimeEncoder(64, new byte[] {'\n'}).encodeToString(pair.getPrivate().getEncoded());
    return Files.writeString(
        file, "-----BEGIN PRIVATE KEY-----\n" + body + "\n-----END PRIVATE KEY-----\n");
  }

  static KeyPair rsa() {
    try {
      KeyPairGenerator generator = KeyPairGenerator.getInstance("RSA");
      generator.initialize(2048);
      return generator.generateKeyPair();
    } catch (GeneralSecurityException impossible) {
      throw new IllegalStateException(impossible);
    }
  }

  private void writeBundle() {
    BlobBundleSink sink = new BlobBundleSink(blobs);
    String policy =
        """
        {"format":"freehold-policy-key-v1","tenantId":"%s","policyId":"%s","generation":1,
         "commitment":"%s","roots":[
           {"keyId":"https://a.vault.localhost:9/keys/k/%s","algorithm":"RSA-OAEP-256",
            "wrappedKey":"%s"},
           {"keyId":"https://b.vault.localhost:9/keys/k/%s","algorithm":"RSA-OAEP-256",
            "wrappedKey":"%s"}],
         "availabilityKeyId":"%s","wrappedByAvailability":"%s"}
        """
            .formatted(
                tenantId,
                policyId,
                base64(KeyCommitment.of(depKey, tenantId, policyId, 1).bytes()),
                "0".repeat(32),
                base64(wrapByRoot(root1)),
                "1".repeat(32),
                base64(wrapByRoot(root2)),
                UUID.randomUUID(),
                base64(wrap(ownerKey, depKey, UUID.randomUUID(), policyId)));
    String owner =
        """
        {"format":"freehold-owner-key-v1","tenantId":"%s","policyId":"%s","ownerKeyId":"%s",
         "generation":1,"commitment":"%s","wrappedKey":"%s"}
        """
            .formatted(
                tenantId,
                policyId,
                ownerKeyId,
                base64(KeyCommitment.of(ownerKey, tenantId, ownerKeyId, 1).bytes()),
                base64(wrap(depKey, ownerKey, policyId, ownerKeyId)));
    sink.write(
        new BundlePart(tenantId, BundlePart.Kind.POLICY, policyId),
        policy.getBytes(StandardCharsets.UTF_8));
    sink.write(
        new BundlePart(tenantId, BundlePart.Kind.OWNER_KEY, ownerKeyId),
        owner.getBytes(StandardCharsets.UTF_8));
  }

  private byte[] wrapByRoot(KeyPair root) {
    RSAPublicKey key = (RSAPublicKey) root.getPublic();
    return depKey.use(raw -> new RsaOaep(SUITE).encrypt(key, RsaOaep.Hash.SHA256, raw));
  }

  private byte[] wrap(Key256 parent, Key256 child, UUID parentId, UUID childId) {
    return new KeyWrap(SUITE).wrap(parent, child, new KeyContext(tenantId, parentId, childId, 1));
  }

  private static String base64(byte[] bytes) {
    return Base64.getEncoder().encodeToString(bytes);
  }
}
