package dev.freehold.vault.keys.call;

import dev.freehold.vault.wire.CallHandler;

/**
 * An operation that can be tried without effect, because all it changes goes through {@link
 * dev.freehold.vault.wire.VaultExchange#commit}.
 */
public interface DryRunHandler extends CallHandler<KeyCall> {}
