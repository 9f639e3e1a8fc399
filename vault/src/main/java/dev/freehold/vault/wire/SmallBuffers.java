package dev.freehold.vault.wire;

import com.fasterxml.jackson.core.util.BufferRecycler;
import com.fasterxml.jackson.core.util.RecyclerPool;

/**
 * Buffers of Jackson as long as most answers are. By default it keeps 18 KiB for each thread, and
 * each request has a new thread. They are used once: kept ones would have the last answer in them,
 * and keys may be in it. Safe for use by many threads.
 */
final class SmallBuffers extends RecyclerPool.NonRecyclingPoolBase<BufferRecycler> {

  private static final long serialVersionUID = 1L;
  private static final int MAX_LENGTH = 1024;

  SmallBuffers() {}

  @Override
  public BufferRecycler acquirePooled() {
    return new Small();
  }

  private static final class Small extends BufferRecycler {
    @Override
    protected int byteBufferLength(int kind) {
      return Math.min(super.byteBufferLength(kind), MAX_LENGTH);
    }

    @Override
    protected int charBufferLength(int kind) {
      return Math.min(super.charBufferLength(kind), MAX_LENGTH);
    }
  }
}
