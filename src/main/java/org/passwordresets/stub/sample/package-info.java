/** Values for schemas: typical ones from their examples, and random ones. Each value is valid for its schema. */
package org.passwordresets.stub.sample;
