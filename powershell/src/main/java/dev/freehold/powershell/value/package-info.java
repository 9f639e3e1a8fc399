/**
 * PowerShell's values in Java, and what its language does to them.
 *
 * <p>A value is an {@code Object}: {@code null}, {@code String}, {@code Character}, {@code
 * Boolean}, {@code Integer}, {@code Long}, {@code Double}, {@code BigDecimal}, {@code Instant} (a
 * DateTime), {@code OffsetDateTime} (a DateTimeOffset), {@code Duration} (a TimeSpan), {@code
 * UUID}, {@code URI}, {@code byte[]}, {@code List<Object>} (an array), or one of this package's
 * {@link dev.freehold.powershell.value.PsObject}, {@link
 * dev.freehold.powershell.value.PsHashtable}, {@link dev.freehold.powershell.value.PsVersion},
 * {@link dev.freehold.powershell.value.SecureText} and {@link dev.freehold.powershell.value.Block}.
 * The shell's clock is UTC: a DateTime has no zone of its own, and one read from text without an
 * offset is in UTC.
 *
 * <p>Nothing here is for several threads unless it says so.
 *
 * <p>This package has more than 30 files because every operation on values, such as conversion or
 * comparison, needs the other ones; each is a file of its own.
 */
package dev.freehold.powershell.value;
