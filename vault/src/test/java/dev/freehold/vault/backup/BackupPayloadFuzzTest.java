package dev.freehold.vault.backup;

import com.code_intelligence.jazzer.junit.FuzzTest;
import dev.freehold.vault.VaultException;
import dev.freehold.vault.material.MaterialException;

/** What was sealed is read or refused as well, should a seal ever be worth nothing. */
class BackupPayloadFuzzTest {

  @FuzzTest(maxDuration = "10s")
  void payload(byte[] payload) {
    try {
      BackupPayload.read("root", payload).close();
    } catch (BackupRefusedException | VaultException | MaterialException e) {
      // as it should be
    }
  }
}
