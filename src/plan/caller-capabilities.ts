/**
 * Capabilities whose loss a caller can notice, each with what a request can then no longer do. LiteLLM's map has more
 * (`adaptive_thinking`, `output_config`, `xhigh_reasoning_effort`, …): those say how LiteLLM writes the request to the
 * provider, or name degrees of a capability of this list. What a task requires counts, listed or not.
 */
const callerCapabilities: Readonly<Record<string, string>> = {
  assistant_prefill: "begin the answer itself",
  audio_input: "send audio",
  audio_output: "be answered with audio",
  computer_use: "let the model use a computer",
  embedding_image_input: "embed an image",
  function_calling: "offer functions",
  image_input: "send an image",
  parallel_function_calling: "get several function calls at once",
  pdf_input: "send a PDF",
  prompt_caching: "pay less for a prompt that it sends again",
  reasoning: "ask for reasoning",
  response_schema: "ask for JSON of a schema",
  system_messages: "send a system message",
  tool_choice: "say which function must be called",
  url_context: "have the model read an address",
  video_input: "send a video",
  vision: "send an image",
  web_search: "have the model search the web",
};

/** Whether a caller notices when the capability is lost. */
export function isNoticed(capability: string): boolean {
  return Object.hasOwn(callerCapabilities, capability);
}
