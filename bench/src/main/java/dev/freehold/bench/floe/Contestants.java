package dev.freehold.bench.floe;

import dev.freehold.crypto.CryptoSuite.Choice;

/**
 * The libraries that the benchmark compares. Public because the code that JMH generates names it.
 */
public enum Contestants {
  /** Plain copying through buffers of 64 KiB. */
  COPY_64_KIB {
    @Override
    Contestant create() {
      return new PlainCopy(64);
    }
  },
  /** Plain copying through buffers of 256 KiB. */
  COPY_256_KIB {
    @Override
    Contestant create() {
      return new PlainCopy(256);
    }
  },
  /** FLOE in segments of 64 KiB, with ACCP. */
  FREEHOLD_64_KIB {
    @Override
    Contestant create() {
      return new FreeholdFloe(Choice.ACCP, 64);
    }
  },
  /** FLOE in segments of 256 KiB, with ACCP. */
  FREEHOLD_256_KIB {
    @Override
    Contestant create() {
      return new FreeholdFloe(Choice.ACCP, 256);
    }
  },
  /** FLOE in segments of 64 KiB, with the JDK's ciphers. */
  FREEHOLD_64_KIB_JDK {
    @Override
    Contestant create() {
      return new FreeholdFloe(Choice.JDK, 64);
    }
  },
  /** FLOE in segments of 256 KiB, with the JDK's ciphers. */
  FREEHOLD_256_KIB_JDK {
    @Override
    Contestant create() {
      return new FreeholdFloe(Choice.JDK, 256);
    }
  },
  /** Tink's streaming AEAD in segments of 1 MB. */
  TINK_1_MB {
    @Override
    Contestant create() throws Exception {
      return new TinkStreaming();
    }
  },
  /** The AWS Encryption SDK in frames of 64 KiB. */
  AWS_ESDK_64_KIB {
    @Override
    Contestant create() {
      return new AwsEncryptionSdk();
    }
  };

  /** Loads libraries, makes a key and whatever else a first use needs. */
  abstract Contestant create() throws Exception;
}
