package dev.freehold.custody;

import java.util.UUID;

/**
 * Where a tenant's key bundle goes: the wrapped key hierarchy, without any secret in clear, kept
 * beside the blobs so that a lost database does not mean lost data.
 */
public interface BundleSink {

  /**
   * Replaces the tenant's bundle atomically and durably: when this returns, a reader sees the whole
   * new bundle after a power cut; if it throws, a reader sees the whole old one.
   */
  void write(UUID tenantId, byte[] bundle);
}
