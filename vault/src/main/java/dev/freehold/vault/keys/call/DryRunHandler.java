package dev.freehold.vault.keys.call;

import dev.freehold.vault.wire.CallHandler;

/**
 * An operation that allows a dry run, because it changes only what goes through {@link
 * dev.freehold.vault.wire.VaultExchange#commit}.
 */
public interface DryRunHandler extends CallHandler<KeyCall> {}
