/**
 * PowerShell's values in Java, and what its language does to them.
 *
 * <p>A value is an {@code Object}: {@code null}, {@code String}, {@code Character}, {@code
 * Boolean}, {@code Integer}, {@code Long}, {@code Double}, {@code BigDecimal}, {@code Instant} (a
 * DateTime), {@code OffsetDateTime} (a DateTimeOffset), {@code Duration} (a TimeSpan), {@code
 * UUID}, {@code URI}, {@code byte[]}, {@code List<Object>} (an array), a {@link
 * dev.freehold.powershell.value.PsObject}, {@link dev.freehold.powershell.value.PsHashtable},
 * {@link dev.freehold.powershell.value.Block}, {@link
 * dev.freehold.powershell.value.scalar.PsVersion} or {@link
 * dev.freehold.powershell.value.scalar.SecureText}. The shell's clock is UTC: a DateTime has no
 * zone of its own, and one read from text without an offset is in UTC.
 *
 * <p>Nothing here is for several threads unless it says so.
 */
package dev.freehold.powershell.value;
