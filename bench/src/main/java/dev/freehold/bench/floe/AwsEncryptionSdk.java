package dev.freehold.bench.floe;

import com.amazonaws.encryptionsdk.AwsCrypto;
import com.amazonaws.encryptionsdk.CommitmentPolicy;
import com.amazonaws.encryptionsdk.CryptoAlgorithm;
import com.amazonaws.encryptionsdk.jce.JceMasterKey;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.security.SecureRandom;
import java.util.Map;
import javax.crypto.spec.SecretKeySpec;

/**
 * The AWS Encryption SDK with a raw AES key, key commitment, 64 KiB frames and no signature, as
 * streams it writes to, which is faster than those it is read from.
 */
final class AwsEncryptionSdk implements Contestant {

  private static final int FRAME_BYTES = 64 * 1024;

  private final AwsCrypto crypto =
      AwsCrypto.builder()
          .withCommitmentPolicy(CommitmentPolicy.RequireEncryptRequireDecrypt)
          .withEncryptionAlgorithm(CryptoAlgorithm.ALG_AES_256_GCM_HKDF_SHA512_COMMIT_KEY)
          .withEncryptionFrameSize(FRAME_BYTES)
          .build();
  private final byte[] buffer = new byte[FRAME_BYTES];
  private final JceMasterKey key;

  AwsEncryptionSdk() {
    byte[] raw = new byte[32];
    new SecureRandom().nextBytes(raw);
    this.key =
        JceMasterKey.getInstance(
            new SecretKeySpec(raw, "AES"), "freehold", "bench", "AES/GCM/NoPadding");
  }

  @Override
  public void seal(InputStream plaintext, OutputStream sealed) throws IOException {
    try (OutputStream out =
        crypto.createEncryptingStream(key, sealed, Map.of("object", "sample"))) {
      copy(plaintext, out);
    }
  }

  @Override
  public void open(InputStream sealed, OutputStream plaintext) throws IOException {
    try (OutputStream out = crypto.createDecryptingStream(key, plaintext)) {
      copy(sealed, out);
    }
  }

  private void copy(InputStream in, OutputStream out) throws IOException {
    for (int count = in.read(buffer); count >= 0; count = in.read(buffer)) {
      out.write(buffer, 0, count);
    }
  }
}
