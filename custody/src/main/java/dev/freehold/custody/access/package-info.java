/** Key access: leases of unwrapped keys, the rules for the availability key, and the cache. */
package dev.freehold.custody.access;
