/** Who there is: tenants, applications, people, workloads, and the roles that they hold. */
package dev.freehold.custody.identity;
