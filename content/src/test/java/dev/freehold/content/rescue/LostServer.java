package dev.freehold.content.rescue;

import dev.freehold.content.blob.BlobBundleSink;
import dev.freehold.content.blob.BlobName;
import dev.freehold.content.blob.BlobStore;
import dev.freehold.content.blob.BlobWriter;
import dev.freehold.content.blob.Blobs;
import dev.freehold.content.blob.FolderBlobStore;
import dev.freehold.content.format.v1.ObjectFormatV1;
import dev.freehold.crypto.CryptoSuite;
import dev.freehold.crypto.Key256;
import dev.freehold.crypto.publickey.RsaOaep;
import dev.freehold.crypto.wrap.KeyCommitment;
import dev.freehold.crypto.wrap.KeyContext;
import dev.freehold.crypto.wrap.KeyWrap;
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
import java.util.List;
import java.util.OptionalLong;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

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

  /** The part of an owner key in version 2, on one line, wrapped by this policy's key. */
  String ownerPart(UUID id, UUID underPolicy, long revision) {
    return """
    {"format":"freehold-owner-key-v2","tenantId":"%s","policyId":"%s","ownerKeyId":"%s",\
    "generation":1,"revision":%d,"commitment":"%s","wrappedKey":"%s"}
    """
        .formatted(
            tenantId,
            underPolicy,
            id,
            revision,
            base64(KeyCommitment.of(ownerKey, tenantId, id, 1).bytes()),
            base64(wrap(depKey, ownerKey, underPolicy, id)));
  }

  /** Writes a pack of what may be owner keys; returns its file. */
  Path writePack(String lines) {
    UUID packId = UUID.randomUUID();
    new BlobBundleSink(blobs)
        .writePack(tenantId, policyId, packId, lines.getBytes(StandardCharsets.UTF_8));
    return folder.resolve(BlobName.bundledPack(tenantId, policyId, packId).path());
  }

  /** Writes a copy of the owner key's part, as the one of this revision. */
  void writeOwnerCopy(long revision, String mark, String document) {
    put(BlobName.bundledKey(tenantId, ownerKeyId).copy(revision, mark), document);
  }

  /** Writes a copy of the policy's part, as the one of this revision. */
  void writePolicyCopy(long revision, String mark, String document) {
    put(BlobName.bundledPolicy(tenantId, policyId).copy(revision, mark), document);
  }

  private void put(BlobName name, String document) {
    Blobs.put(blobs, name, document.getBytes(StandardCharsets.UTF_8));
  }

  /** The file of the owner key's own part. */
  Path ownerPartFile() {
    return folder.resolve(BlobName.bundledKey(tenantId, ownerKeyId).path());
  }

  /** The file of the policy's part. */
  Path policyPartFile() {
    return folder.resolve(BlobName.bundledPolicy(tenantId, policyId).path());
  }

  /** The part of the policy, with its key wrapped by each of {@code wrappedByRoots}. */
  String policyPart(List<byte[]> wrappedByRoots) {
    String roots =
        IntStream.range(0, wrappedByRoots.size())
            .mapToObj(
                i ->
                    """
                    {"keyId":"https://%c.vault.localhost:9/keys/k/%032d",
                     "algorithm":"RSA-OAEP-256","wrappedKey":"%s"}
                    """
                        .formatted(i == 0 ? 'a' : 'b', i, base64(wrappedByRoots.get(i))))
            .collect(Collectors.joining(","));
    return """
    {"format":"freehold-policy-key-v1","tenantId":"%s","policyId":"%s","generation":1,
     "commitment":"%s","roots":[%s],"availabilityKeyId":"%s","wrappedByAvailability":"%s"}
    """
        .formatted(
            tenantId,
            policyId,
            base64(KeyCommitment.of(depKey, tenantId, policyId, 1).bytes()),
            roots,
            UUID.randomUUID(),
            base64(wrap(ownerKey, depKey, UUID.randomUUID(), policyId)));
  }

  private void writeBundle() {
    String policy = policyPart(List.of(wrapByRoot(root1, depKey), wrapByRoot(root2, depKey)));
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
    put(BlobName.bundledPolicy(tenantId, policyId), policy);
    put(BlobName.bundledKey(tenantId, ownerKeyId), owner);
  }

  static byte[] wrapByRoot(KeyPair root, Key256 secret) {
    RSAPublicKey key = (RSAPublicKey) root.getPublic();
    return secret.use(raw -> new RsaOaep(SUITE).encrypt(key, RsaOaep.Hash.SHA256, raw));
  }

  private byte[] wrap(Key256 parent, Key256 child, UUID parentId, UUID childId) {
    return new KeyWrap(SUITE).wrap(parent, child, new KeyContext(tenantId, parentId, childId, 1));
  }

  private static String base64(byte[] bytes) {
    return Base64.getEncoder().encodeToString(bytes);
  }
}
