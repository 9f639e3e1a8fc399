package dev.freehold.bench.floe;

import com.google.crypto.tink.KeysetHandle;
import com.google.crypto.tink.RegistryConfiguration;
import com.google.crypto.tink.StreamingAead;
import com.google.crypto.tink.streamingaead.PredefinedStreamingAeadParameters;
import com.google.crypto.tink.streamingaead.StreamingAeadConfig;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.security.GeneralSecurityException;

/** Tink's streaming AEAD, AES256_GCM_HKDF_1MB, its fastest setting. */
final class TinkStreaming implements Contestant {

  private static final int BUFFER_BYTES = 1024 * 1024;

  private final StreamingAead aead;
  private final byte[] buffer = new byte[BUFFER_BYTES];

  TinkStreaming() throws GeneralSecurityException {
    StreamingAeadConfig.register();
    this.aead =
        KeysetHandle.newBuilder()
            .addEntry(
                KeysetHandle.generateEntryFromParameters(
                        PredefinedStreamingAeadParameters.AES256_GCM_HKDF_1MB)
                    .withRandomId()
                    .makePrimary())
            .build()
            .getPrimitive(RegistryConfiguration.get(), StreamingAead.class);
  }

  @Override
  public void seal(InputStream plaintext, OutputStream sealed)
      throws IOException, GeneralSecurityException {
    try (OutputStream out = aead.newEncryptingStream(sealed, Sample.AAD)) {
      copy(plaintext, out);
    }
  }

  @Override
  public void open(InputStream sealed, OutputStream plaintext)
      throws IOException, GeneralSecurityException {
    try (InputStream in = aead.newDecryptingStream(sealed, Sample.AAD)) {
      copy(in, plaintext);
    }
  }

  private void copy(InputStream in, OutputStream out) throws IOException {
    for (int count = in.read(buffer); count >= 0; count = in.read(buffer)) {
      out.write(buffer, 0, count);
    }
  }
}
