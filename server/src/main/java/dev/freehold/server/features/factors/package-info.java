/**
 * Second factors: passkeys and recovery codes that people make, and whether a tenant requires them.
 */
package dev.freehold.server.features.factors;
