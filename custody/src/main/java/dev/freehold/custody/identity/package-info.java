/** Tenants, applications, people and workloads, and the roles that they have. */
package dev.freehold.custody.identity;
