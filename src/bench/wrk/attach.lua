-- Attaches a payment method that nobody has seen before to the next of the customers in a file.
require "common"

local customers = lines(setting "BENCH_CUSTOMERS")
local document = setting "BENCH_DOCUMENT"
local run = setting "BENCH_RUN"
local threads = tonumber(setting "BENCH_THREADS")
local sequence = 0
local headers = {
  ["Content-Type"] = "application/json",
  ["Accept"] = "application/graphql-response+json",
  ["Authorization"] = "Bearer " .. setting "BENCH_KEY",
}

function request()
  sequence = sequence + 1
  local number = sequence * threads + id
  return wrk.format("POST", "/graphql", headers, string.format(
    '{"query":"%s","variables":{"input":{"customerId":"%s","paymentMethodId":"pm_1%sx%09d"}}}',
    document, customers[number % #customers + 1], run, number))
end
