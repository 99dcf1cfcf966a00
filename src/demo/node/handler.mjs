// What `make bench` compares the server with: a handler as one writes it by hand, for the same three requests and the same
// table. One statement a request; no tokens, no checks of the document, no events, no counts.
import express from 'express'
import mysql from 'mysql2/promise'
import { randomBytes } from 'node:crypto'

const { PORT, DB_PORT, DB_USER, DB_PASSWORD, DB_NAME } = process.env
const TYPE = 'customer_password_resets'
const LETTERS = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz'
const database = mysql.createPool({
  host: '127.0.0.1', port: DB_PORT, user: DB_USER, password: DB_PASSWORD, database: DB_NAME, connectionLimit: 10, timezone: 'Z',
})
// Without it, no index of the tables helps.
const [[{ organization_id }]] = await database.query('SELECT organization_id FROM customers LIMIT 1')
const app = express()
app.disable('x-powered-by')
app.use(express.json({ type: 'application/vnd.api+json' }))

const resource = ({ id, customer_email, reset_password_at, created_at, updated_at, reference, reference_origin, metadata }) => ({
  id,
  type: TYPE,
  links: { self: `http://127.0.0.1:${PORT}/api/${TYPE}/${id}` },
  attributes: { customer_email, reset_password_at, created_at, updated_at, reference, reference_origin, metadata },
})
const newId = () => Array.from(randomBytes(10), (byte) => LETTERS[byte % LETTERS.length]).join('')
const send = (response, status, data) => response.status(status).type('application/vnd.api+json').send(JSON.stringify({ data }))

app.get(`/api/${TYPE}/:id`, async (request, response) => {
  const [rows] = await database.execute(`SELECT * FROM ${TYPE} WHERE id = ?`, [request.params.id])
  return rows.length ? send(response, 200, resource(rows[0])) : response.sendStatus(404)
})

app.get(`/api/${TYPE}`, async (request, response) => {
  const [rows] = await database.execute(
    `SELECT * FROM ${TYPE} WHERE organization_id = ? AND mode = 'test' ORDER BY created_at, id LIMIT 10`, [organization_id])
  send(response, 200, rows.map(resource))
})

app.post(`/api/${TYPE}`, async (request, response) => {
  const id = newId()
  const now = new Date()
  const email = request.body.data.attributes.customer_email
  const [result] = await database.execute(
    `INSERT INTO ${TYPE} (id, organization_id, mode, customer_id, customer_email, expires_at, metadata, created_at, updated_at)
     SELECT ?, organization_id, mode, id, email, ?, '{}', ?, ? FROM customers
     WHERE organization_id = ? AND mode = 'test' AND email_key = ?`,
    [id, now, now, now, organization_id, email])
  return result.affectedRows
    ? send(response, 201, resource({ id, customer_email: email, created_at: now, updated_at: now, metadata: {} }))
    : response.sendStatus(422)
})

app.listen(PORT, '127.0.0.1')
