/** Cmdlets that handle passwords and secure strings. Nothing prints these. */
package dev.freehold.powershell.credential;
