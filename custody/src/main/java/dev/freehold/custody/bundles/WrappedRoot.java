package dev.freehold.custody.bundles;

import dev.freehold.custody.Ciphertext;
import dev.freehold.custody.roots.RootKeyUri;

/**
 * A policy's key as wrapped by one root.
 *
 * @param keyVersion the version that wrapped it and can unwrap it
 * @param wrapped the ciphertext
 */
public record WrappedRoot(RootKeyUri keyVersion, Ciphertext wrapped) {}
