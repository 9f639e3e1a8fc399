package dev.freehold.custody.testing;

import static dev.freehold.custody.testing.CustodyFixture.SUITE;

import dev.freehold.crypto.publickey.RsaKeys;
import dev.freehold.custody.master.ServiceMasterKey.Purpose;
import java.security.spec.RSAKeyGenParameterSpec;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;

/** Root keys of the service that are made once: two keys of 3,072 bits take seconds. */
public final class ReadyServiceRoots {

  private static final List<byte[]> KEYS = generate();

  private ReadyServiceRoots() {}

  private static List<byte[]> generate() {
    RsaKeys rsa = new RsaKeys(SUITE);
    return Stream.of(1, 2)
        .map(slot -> rsa.generate(3072, RSAKeyGenParameterSpec.F4).getPrivate().getEncoded())
        .toList();
  }

  /** Puts them where the service looks for its own. */
  public static void insert(CustodyFixture custody) {
    for (int slot = 1; slot <= KEYS.size(); slot++) {
      int place = slot;
      UUID id = UUID.randomUUID();
      byte[] sealed = custody.master.seal(Purpose.SERVICE_ROOT_KEY, id, KEYS.get(slot - 1));
      custody.availabilityDatabase.write(
          tx ->
              tx.execute(
                  "INSERT INTO service_roots (slot, id, sealed_private_key, created_at)"
                      + " VALUES (?, ?, ?, 0)",
                  place,
                  id,
                  sealed));
    }
  }
}
