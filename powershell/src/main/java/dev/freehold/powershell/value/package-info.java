/**
 * PowerShell's values in Java, and the language's operations on them.
 *
 * <p>A value is an {@code Object}: {@code null}, {@code String}, {@code Character}, {@code
 * Boolean}, {@code Integer}, {@code Long}, {@code Double}, {@code BigDecimal}, {@code Instant} (a
 * DateTime), {@code OffsetDateTime} (a DateTimeOffset), {@code Duration} (a TimeSpan), {@code
 * UUID}, {@code URI}, {@code byte[]}, {@code List<Object>} (an array), a {@link
 * dev.freehold.powershell.value.PsObject}, {@link dev.freehold.powershell.value.PsHashtable},
 * {@link dev.freehold.powershell.value.Block}, {@link
 * dev.freehold.powershell.value.scalar.PsVersion} or {@link
 * dev.freehold.powershell.value.scalar.SecureText}. The shell's clock is UTC: a DateTime has no
 * zone of its own, and text without an offset is read as UTC.
 *
 * <p>Types here are not safe for use by several threads unless they say so.
 */
package dev.freehold.powershell.value;
