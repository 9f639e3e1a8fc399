package dev.freehold.vault.keys;

import dev.freehold.vault.wire.Handler;

/**
 * An operation that can be tried without effect, because all it changes goes through {@link
 * dev.freehold.vault.wire.Exchange#commit}.
 */
interface DryRunHandler extends Handler<KeyCall> {}
