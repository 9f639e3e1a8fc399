package dev.freehold.bench.floe;

import java.io.InputStream;
import java.io.OutputStream;

/** One way to seal a stream and open it again. Setting it up is part of a cold start. */
interface Contestant {

  /** Seals all of {@code plaintext} into {@code sealed}. */
  void seal(InputStream plaintext, OutputStream sealed) throws Exception;

  /** Opens all of {@code sealed} into {@code plaintext}. */
  void open(InputStream sealed, OutputStream plaintext) throws Exception;
}
