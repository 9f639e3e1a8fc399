/**
 * Operators' requests for access to content, and the routes by which they read it once the tenant
 * approved. There is no other way.
 */
package dev.freehold.server.features.lockbox;
