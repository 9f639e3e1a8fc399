/** Mail that comes in: the domains of tenants, and the LMTP listener. */
package dev.freehold.server.features.delivery;
