/**
 * What the Az cmdlets share: who is signed in, one call and its failures, the management plane,
 * vaults and keys over HTTPS.
 */
package dev.freehold.shell.azure.call;
