package dev.freehold.server.testing;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.jwk.KeyUse;
import com.nimbusds.jose.jwk.RSAKey;
import com.nimbusds.jose.jwk.gen.RSAKeyGenerator;
import dev.freehold.crypto.CryptoSuite;
import dev.freehold.crypto.publickey.RsaKeys;
import dev.freehold.custody.master.FileMasterKey;
import dev.freehold.custody.master.ServiceMasterKey;
import dev.freehold.custody.master.ServiceMasterKey.Purpose;
import dev.freehold.persistence.RowIds;
import dev.freehold.persistence.testing.TestDatabases;
import dev.freehold.server.config.ServerSettings;
import dev.freehold.server.stores.Schemas;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.spec.RSAKeyGenParameterSpec;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Clock;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;

/**
 * Data folders in which the slow part of a first start is done: migrations, and the RSA keys of the
 * service, which are the same for all servers of this process. The master key is each folder's own.
 */
final class ReadyFolder {

  private static final CryptoSuite SUITE = CryptoSuite.select(CryptoSuite.Choice.JDK);
  private static final RSAKey SIGNING_KEY = signingKey();
  private static final List<byte[]> SERVICE_ROOTS = serviceRoots();

  private ReadyFolder() {}

  /**
   * Makes the folder unless it is there, with the files of those databases that are not configured
   * to be elsewhere.
   */
  static void prepare(Path data, ServerSettings settings, Clock clock) {
    if (Files.exists(data)) {
      return;
    }
    try {
      var onlyOwner =
          PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------"));
      Files.createDirectories(data.resolve("vault"), onlyOwner);
      TestDatabases.migratedFile(data.resolve("vault").resolve("vault.db"), Schemas.VAULT);
      try (ServiceMasterKey master =
          FileMasterKey.openOrCreate(data.resolve("service-master.key"), SUITE)) {
        ServerSettings.DatabaseChoice availability = settings.availability();
        if (availability.url().isEmpty()) {
          Path file = data.resolve("availability.db");
          TestDatabases.migratedFile(file, Schemas.AVAILABILITY);
          insertServiceRoots("jdbc:sqlite:" + file, "", "", master, clock);
        } else {
          insertServiceRoots(
              availability.url(),
              availability.user(),
              availability.password().reveal(),
              master,
              clock);
        }
        if (settings.database().url().isEmpty()) {
          insertSigningKey(data.resolve("freehold.db"), master, clock);
        }
      }
    } catch (IOException e) {
      throw new UncheckedIOException("a data folder for a test could not be made", e);
    } catch (SQLException e) {
      throw new IllegalStateException("the service's tables do not take the keys of tests", e);
    }
  }

  private static void insertServiceRoots(
      String url, String user, String password, ServiceMasterKey master, Clock clock)
      throws SQLException {
    try (Connection database = DriverManager.getConnection(url, user, password);
        PreparedStatement insert =
            database.prepareStatement(
                "INSERT INTO service_roots (slot, id, sealed_private_key, created_at)"
                    + " VALUES (?, ?, ?, ?)")) {
      for (int slot = 1; slot <= SERVICE_ROOTS.size(); slot++) {
        UUID id = UUID.randomUUID();
        insert.setInt(1, slot);
        insert.setBytes(2, RowIds.bytes(id));
        insert.setBytes(3, master.seal(Purpose.SERVICE_ROOT_KEY, id, SERVICE_ROOTS.get(slot - 1)));
        insert.setLong(4, clock.millis());
        insert.executeUpdate();
      }
    }
  }

  private static void insertSigningKey(Path file, ServiceMasterKey master, Clock clock)
      throws SQLException {
    TestDatabases.migratedFile(file, Schemas.MAIN);
    byte[] secret = SIGNING_KEY.toJSONString().getBytes(StandardCharsets.UTF_8);
    UUID id = UUID.fromString(SIGNING_KEY.getKeyID());
    try (Connection database = DriverManager.getConnection("jdbc:sqlite:" + file);
        PreparedStatement insert =
            database.prepareStatement(
                "INSERT INTO token_signing_keys (kid, sealed_private_key, public_jwk, created_at)"
                    + " VALUES (?, ?, ?, ?)")) {
      insert.setString(1, id.toString());
      insert.setBytes(2, master.seal(Purpose.TOKEN_SIGNING_KEY, id, secret));
      insert.setString(3, SIGNING_KEY.toPublicJWK().toJSONString());
      insert.setLong(4, clock.millis());
      insert.executeUpdate();
    }
  }

  private static RSAKey signingKey() {
    try {
      return new RSAKeyGenerator(2048)
          .keyID(UUID.randomUUID().toString())
          .keyUse(KeyUse.SIGNATURE)
          .algorithm(JWSAlgorithm.RS256)
          .generate();
    } catch (JOSEException e) {
      throw new IllegalStateException("every JDK makes RSA keys", e);
    }
  }

  private static List<byte[]> serviceRoots() {
    RsaKeys rsa = new RsaKeys(SUITE);
    return Stream.of(1, 2)
        .map(slot -> rsa.generate(3072, RSAKeyGenParameterSpec.F4).getPrivate().getEncoded())
        .toList();
  }
}
