package dev.freehold.vault.backup;

import com.code_intelligence.jazzer.junit.FuzzTest;

/** Whatever is restored has a header or is refused. */
class BackupHeaderFuzzTest {

  @FuzzTest(maxDuration = "10s")
  void header(byte[] blob) {
    try {
      BackupHeader.parse(blob);
    } catch (BackupRefusedException e) {
      // as it should be
    }
  }
}
