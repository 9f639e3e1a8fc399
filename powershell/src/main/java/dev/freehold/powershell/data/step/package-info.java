/**
 * The work of the cmdlets in {@code data}, each as a {@link dev.freehold.powershell.data.step.Step}
 * without parameters and streams, so that you can read and test it by itself.
 */
package dev.freehold.powershell.data.step;
